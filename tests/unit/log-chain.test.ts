import { createHash } from 'node:crypto';

import { ChainCheck, type LogHead } from '../../src/plugins/review/server/src/log-chain/check';
import { describe as sentence } from '../../src/plugins/review/server/src/log-chain/diagnose';
import {
  GENESIS,
  hashOf,
  storedText,
  type ChainedRecord,
} from '../../src/plugins/review/server/src/log-chain/record';
import {
  at,
  goodLog,
  goOn,
  INVENTED,
  put,
  record,
  remove,
  swap,
  swapContents,
  type Log,
} from '../helpers/chained-log';

function told({ events, head }: { events: ChainedRecord[]; head: LogHead | null }, noted?: string) {
  const check = new ChainCheck(noted ?? null);
  for (const event of events) check.add(event);
  return check.finish(head).map(sentence);
}

const TAMPERINGS: [string, (log: Log) => void, string[]][] = [
  ['nothing', () => undefined, []],
  ['a changed byte', (log) => (at(log, 7).actor_name = 'Membes 7'), ['Event 7 was changed.']],
  ['a field that was emptied', (log) => (at(log, 7).actor_id = null), ['Event 7 was changed.']],
  [
    'two neighbours changed',
    (log) => {
      at(log, 7).note = 'x';
      at(log, 8).note = 'x';
    },
    ['Event 7 was changed.', 'Event 8 was changed.'],
  ],
  ['the first changed', (log) => (at(log, 1).note = 'x'), ['Event 1 was changed.']],
  ['the last changed', (log) => (at(log, 20).note = 'x'), ['Event 20 was changed.']],
  [
    'a changed hash',
    (log) => (at(log, 7).hash = INVENTED),
    ['The hash of event 7 was changed; what it says was not.'],
  ],
  [
    'a hash that was emptied',
    (log) => (at(log, 7).hash = null),
    ['The hash of event 7 was changed; what it says was not.'],
  ],
  [
    'the last hash changed',
    (log) => (at(log, 20).hash = INVENTED),
    ['The hash of event 20 was changed; what it says was not.'],
  ],
  ['one removed', (log) => remove(log, 7), ['Event 7 was removed, before event 8.']],
  [
    'several removed',
    (log) => remove(log, 7, 8, 9),
    ['Events 7 to 9 were removed, before event 10.'],
  ],
  [
    'the first removed',
    (log) => remove(log, 1, 2),
    ['Events 1 to 2 were removed, before event 3.'],
  ],
  ['the last removed', (log) => remove(log, 20), ['Event 20 was removed from the end of the log.']],
  [
    'the last removed, and the log gone on',
    (log) => {
      remove(log, 19, 20);
      goOn(log);
    },
    ['Events 19 to 20 were removed, before event 21.'],
  ],
  ['neighbours swapped', (log) => swap(log, 7, 8), ['Events 7 and 8 were swapped.']],
  ['two far apart swapped', (log) => swap(log, 3, 15), ['Events 3 and 15 were swapped.']],
  ['the last two swapped', (log) => swap(log, 19, 20), ['Events 19 and 20 were swapped.']],
  ['the first and the last swapped', (log) => swap(log, 1, 20), ['Events 1 and 20 were swapped.']],
  ['what two say swapped', (log) => swapContents(log, 7, 12), ['Events 7 and 12 were swapped.']],
  [
    'what neighbours say swapped',
    (log) => swapContents(log, 7, 8),
    ['Events 7 and 8 were swapped.'],
  ],
  [
    'one written after the last, without a hash',
    (log) => put(log, 21, null),
    ['Event 21 was written past the application: the chain goes on without it.'],
  ],
  [
    'one written after the last, with a hash of its own',
    (log) => put(log, 21, INVENTED),
    ['Event 21 was written past the application: the chain goes on without it.'],
  ],
  [
    'two written past the application, and the log gone on',
    (log) => {
      put(log, 21, INVENTED);
      put(log, 22, null);
      goOn(log);
    },
    [
      'Event 21 was written past the application: the chain goes on without it.',
      'Event 22 was written past the application: the chain goes on without it.',
    ],
  ],
  [
    'a head that was moved back with the last event removed',
    (log) => {
      remove(log, 20);
      log.head = { lastId: '19', hash: at(log, 19).hash ?? '', events: 20 };
    },
    ['The log has 19 events; 20 were written.'],
  ],
  [
    'a head of another hash',
    (log) => (log.head.hash = INVENTED),
    ['The head of the log is not the hash of its last event, 20.'],
  ],
  [
    'several things at once, far apart',
    (log) => {
      at(log, 2).reason = 'x';
      swap(log, 5, 9);
      remove(log, 13);
      at(log, 17).hash = INVENTED;
    },
    [
      'Event 2 was changed.',
      'Events 5 and 9 were swapped.',
      'Event 13 was removed, before event 14.',
      'The hash of event 17 was changed; what it says was not.',
    ],
  ],
];

describe('a log', () => {
  it.each(TAMPERINGS)('with %s is told of exactly that', (_, tamper, expected) => {
    const log = goodLog(20);
    tamper(log);
    expect(told(log)).toEqual(expected);
  });

  it('that was rotated is told of each event that moved', () => {
    const log = goodLog(20);
    swap(log, 5, 9);
    swap(log, 5, 14);
    expect(told(log)).toHaveLength(3);
  });

  it('without events has nothing wrong with it', () => {
    expect(told({ events: [], head: { lastId: '0', hash: GENESIS, events: 0 } })).toEqual([]);
  });

  it('without a head is told so', () => {
    expect(told({ ...goodLog(3), head: null })).toEqual([
      'The log has no head: the row of review_log_head was removed.',
    ]);
  });

  it('with gaps from before it was chained has nothing wrong with it', () => {
    let hash = GENESIS;
    const events = [4, 9, 10].map((id) => {
      hash = hashOf(hash, record(id));
      return { ...record(id), hash };
    });
    expect(told({ events, head: { lastId: '10', hash, events: 3 } })).toEqual([]);
  });

  it('of which nothing fits keeps a bounded number to tell of', () => {
    const check = new ChainCheck();
    for (let id = 1; id <= 1500; id += 1) check.add({ ...record(id), hash: INVENTED });
    expect(check.finish({ lastId: '1500', hash: INVENTED, events: 1500 }).length).toBe(1000);
    expect(check.untold).toBe(500);
  });
});

describe('a head noted earlier', () => {
  const NOT_THERE =
    'The hash noted earlier is not in this log: it was written anew from before that event.';

  it('is found however far the log went on', () => {
    expect(told(goodLog(20), at(goodLog(20), 12).hash ?? '')).toEqual([]);
  });

  it('of an empty log is found in every log', () => {
    expect(told(goodLog(20), GENESIS)).toEqual([]);
  });

  it('is missed in a log whose chain was computed anew', () => {
    expect(told(goodLog(19), at(goodLog(20), 20).hash ?? '')).toEqual([NOT_THERE]);
  });
});

describe('the hash of an event', () => {
  it('is SHA-256 over the hash before and the canonical JSON of what is filled', () => {
    const text =
      '{"actor_id":1,"actor_kind":"user","actor_name":"Member 1","at":"2026-01-01T00:01:00.000000Z",' +
      '"content_type":"api::link.link","id":"1","item_id":"item1","revision":1,"submission_id":"s1",' +
      '"to_state":"pending","type":"submitted"}';
    const expected = createHash('sha256').update(`${GENESIS}${text}`).digest('hex');
    expect(hashOf(GENESIS, record(1))).toBe(expected);
  });

  it('is over texts as the database has them, which holds no half of a character', () => {
    expect(storedText('half \ud83d and whole \u{1f600}')).toBe('half \ufffd and whole \u{1f600}');
  });
});
