import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Core } from '@strapi/strapi';

import { lastModifiedOf } from '../../src/api/catalogue/delivery/finished';
import { VersionWatch } from '../../src/api/catalogue/delivery/version-watch';

const AT = new Date('2024-03-09T10:00:00.500Z');
const SEEN = new Date('2024-03-09T10:00:01.000Z');

class FakeClient extends EventEmitter {
  /** @param isDumb whether it answers nothing, as where the network swallows what is sent */
  constructor(private readonly isDumb: boolean) {
    super();
  }

  query(text: string): Promise<{ rows: object[] }> {
    if (this.isDumb) return new Promise(() => undefined);
    const row = { version: '7', at: AT, seen: SEEN };
    return Promise.resolve({ rows: text.startsWith('select') ? [row] : [] });
  }

  end(): Promise<void> {
    return this.isDumb ? new Promise(() => undefined) : Promise.resolve();
  }
}

let watch: VersionWatch;
afterEach(async () => {
  await watch.stop();
});

/** Hands out these connections one after the other. */
function watching(...clients: FakeClient[]): VersionWatch {
  const acquireRawConnection = () => {
    const client = clients.shift();
    return client === undefined ? Promise.reject(new Error('None')) : Promise.resolve(client);
  };
  // As much of an application as is used of it.
  const strapi = {
    db: { connection: { client: { acquireRawConnection } } },
    log: { warn: () => undefined },
  } as unknown as Core.Strapi;
  watch = new VersionWatch(strapi, () => undefined);
  return watch;
}

async function isSureWithin(seconds: number): Promise<boolean> {
  for (let tries = 0; tries < seconds * 20 && !watch.isSure(); tries += 1) await sleep(50);
  return watch.isSure();
}

describe('the watch for new versions', () => {
  it('is sure once it has read, and not before', async () => {
    watching(new FakeClient(false));
    expect(watch.isSure()).toBe(false);
    expect(await isSureWithin(10)).toBe(true);
    expect(watch.current()).toEqual({ number: 7, at: AT, seen: SEEN });
  });

  it('gives up a new connection that never answers, and takes another', async () => {
    watching(new FakeClient(true), new FakeClient(false));
    expect(await isSureWithin(20)).toBe(true);
  });

  it('takes moments from what the database tells, not from the clock here', async () => {
    const client = new FakeClient(false);
    watching(client);
    await isSureWithin(10);
    const at = new Date('2024-03-09T10:00:07.123Z');
    client.emit('notification', { payload: `8 ${at.valueOf()}` });
    expect(watch.current()).toEqual({ number: 8, at, seen: at });
    client.emit('notification', { payload: 'nonsense' });
    expect(watch.current().number).toBe(8);
  });
});

describe('the date of an answer', () => {
  it.each([
    ['10:00:00.500', '10:00:00.900', '09:59:59'],
    ['10:00:00.500', '10:00:01.000', '10:00:00'],
    ['10:00:00.500', '10:07:00.000', '10:00:00'],
  ])('of %s, known to be past at %s, is %s', (at, seen, expected) => {
    const moment = (time: string) => new Date(`2024-03-09T${time}Z`);
    expect(lastModifiedOf(moment(at), moment(seen))).toBe(`Sat, 09 Mar 2024 ${expected} GMT`);
  });
});
