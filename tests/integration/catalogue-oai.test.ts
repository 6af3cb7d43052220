import { startApp, type TestApp } from '../helpers/app';
import { press } from '../helpers/doors';
import { api } from '../helpers/http';
import { hostileTexts, legible } from '../helpers/hostile-texts';
import {
  approve,
  contentManager,
  LINK,
  reject,
  submitDocument,
  submitLink,
} from '../helpers/library';
import { addLiveRows, withdrawLiveRows } from '../helpers/live-rows';
import { harvest, oai, oaiPath, recordsIn } from '../helpers/oai';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { createSource } from '../helpers/catalogue';
import { all, only, parseValid, texts } from '../helpers/xml';

const HOST = 'library.example.org';
let app: TestApp;
let reviewer: Admin;
let editor: Admin;
let member: Member;
beforeAll(async () => {
  app = await startApp({
    settings: {
      PUBLIC_URL: `http://${HOST}`,
      ACCESSION_LIBRARY_NAME: 'Tools & “Things” <1>',
      ACCESSION_CONTACT_EMAIL: 'library@example.org',
      ACCESSION_ITEM_PAGE: 'https://www.example.org/library?item={slug}&from=oai',
    },
  });
  reviewer = await createAdmin(app, 'review-reviewer');
  editor = await createAdmin(app, 'strapi-super-admin');
  member = await createMember(app);
});
afterAll(async () => {
  await app.stop();
});

function identifierOf(documentId: string): string {
  return `oai:${HOST}:${documentId}`;
}

function getRecord(documentId: string) {
  const identifier = identifierOf(documentId);
  return oai(app, { verb: 'GetRecord', metadataPrefix: 'oai_dc', identifier });
}

describe('Identify', () => {
  it('tells who answers, and what a harvester may rely on', async () => {
    const identity = only(await oai(app, { verb: 'Identify' }), 'Identify');
    const found = Object.fromEntries(identity.children.map(({ name, text }) => [name, text]));
    expect(found).toMatchObject({
      repositoryName: 'Tools & “Things” <1>',
      baseURL: `http://${HOST}/oai`,
      protocolVersion: '2.0',
      adminEmail: 'library@example.org',
      deletedRecord: 'persistent',
      granularity: 'YYYY-MM-DDThh:mm:ssZ',
    });
  });

  it('names a date that no record is older than', async () => {
    await addLiveRows(app, 3);
    const root = await oai(app, { verb: 'Identify' });
    const { text: earliest } = only(root, 'Identify', 'earliestDatestamp');
    const { records } = await harvest(app);
    const dates = records.map(({ datestamp }) => datestamp).sort();
    expect(dates[0]).toBe(earliest);
  });
});

describe('ListMetadataFormats', () => {
  const formatsOf = async (more: Record<string, string> = {}) => {
    const root = await oai(app, { verb: 'ListMetadataFormats', ...more });
    return texts(root, 'ListMetadataFormats', 'metadataFormat', 'metadataPrefix');
  };

  it('names Dublin Core, for the library and for each item', async () => {
    const [row] = await addLiveRows(app, 1);
    expect(await formatsOf()).toEqual(['oai_dc']);
    expect(await formatsOf({ identifier: identifierOf(row?.documentId ?? '') })).toEqual([
      'oai_dc',
    ]);
  });
});

describe('a live item', () => {
  it('is a record that says in Dublin Core what is known of it', async () => {
    const source = await createSource(app, editor);
    const submission = await submitDocument(app, member, {
      title: 'The title',
      description: 'One\n\ntwo',
      source: source.documentId,
      publisher: 'Somebody',
      publishedDate: '2024-03',
      language: 'cy',
    });
    await approve(app, reviewer, submission);
    const { documentId } = submission.item;
    const root = await getRecord(documentId);
    expect(only(root, 'GetRecord', 'record', 'header', 'identifier').text).toBe(
      identifierOf(documentId),
    );
    const said = only(root, 'GetRecord', 'record', 'metadata', 'dc').children;
    expect(said.map(({ name, text }) => [name, text])).toEqual([
      ['title', 'The title'],
      ['description', 'One\n\ntwo'],
      ['publisher', 'Somebody'],
      ['date', '2024-03'],
      ['type', 'Text'],
      ['format', 'application/pdf'],
      ['identifier', 'https://www.example.org/library?item=the-title&from=oai'],
      ['identifier', `http://${HOST}/api/documents/${documentId}/file`],
      ['source', `${source.name}, https://example.org/source`],
      ['language', 'cy'],
    ]);
  });

  it('has the same header in every list', async () => {
    await addLiveRows(app, 2);
    const { records } = await harvest(app);
    const { records: headers } = await harvest(app, { verb: 'ListIdentifiers' });
    expect(headers).toEqual(records.map((record) => ({ ...record, title: null })));
    const [first] = records;
    expect(recordsIn(await getRecord(first?.id ?? ''))).toEqual([first]);
  });

  it.each(hostileTexts)('called %j is valid XML, and says so as far as XML can', async (title) => {
    const [row] = await addLiveRows(app, 1, () => ({
      title,
      description: title,
      publisher: title,
    }));
    const root = await getRecord(row?.documentId ?? '');
    const dc = only(root, 'GetRecord', 'record', 'metadata', 'dc');
    for (const name of ['title', 'description', 'publisher']) {
      expect(texts(dc, name)).toEqual([legible(title)]);
    }
  });

  it('called by half a character is valid XML', async () => {
    const submission = await submitLink(app, member, { title: 'Half \ud83d of a smile \udc00' });
    await approve(app, reviewer, submission);
    const [record] = recordsIn(await getRecord(submission.item.documentId));
    expect(record?.title).toMatch(/^Half .* of a smile /);
  });
});

describe('a withdrawn item', () => {
  it('stays a record for ever, deleted and without metadata', async () => {
    const submission = await submitLink(app, member);
    await approve(app, reviewer, submission);
    await press(app, editor, LINK, submission.item.documentId, 'unpublish');
    const root = await getRecord(submission.item.documentId);
    const record = only(root, 'GetRecord', 'record');
    expect(only(record, 'header').attributes).toEqual({ status: 'deleted' });
    expect(all(record, 'metadata')).toEqual([]);
  });

  it('is listed as deleted, once', async () => {
    const [row] = await addLiveRows(app, 1);
    const id = row?.documentId ?? '';
    await withdrawLiveRows(app, [id]);
    for (const verb of ['ListRecords', 'ListIdentifiers']) {
      const { records } = await harvest(app, { verb });
      expect(records.filter((record) => record.id === id)).toMatchObject([{ isDeleted: true }]);
    }
  });

  it('is live again when it is approved again', async () => {
    const submission = await submitLink(app, member);
    await approve(app, reviewer, submission);
    await press(app, editor, LINK, submission.item.documentId, 'unpublish');
    const manager = api(app.url).as(editor.token);
    await manager.post(`/review/submissions/${submission.id}/reopen`);
    await approve(app, reviewer, submission);
    const [record] = recordsIn(await getRecord(submission.item.documentId));
    expect(record).toMatchObject({ isDeleted: false, title: submission.item.title });
  });
});

describe('an item that is not live', () => {
  it('is no record, whether it is pending or rejected', async () => {
    const pending = await submitLink(app, member);
    const rejected = await submitLink(app, member);
    await reject(app, reviewer, rejected);
    const { records } = await harvest(app);
    const ids = records.map(({ id }) => id);
    for (const { item } of [pending, rejected]) {
      expect(ids).not.toContain(item.documentId);
      expect(only(await getRecord(item.documentId), 'error').attributes.code).toBe(
        'idDoesNotExist',
      );
    }
  });

  it('shows nothing of its next revision', async () => {
    const submission = await submitLink(app, member, { title: 'As approved' });
    await approve(app, reviewer, submission);
    const { documentId } = submission.item;
    const address = contentManager(LINK, documentId);
    await api(app.url).as(editor.token).put(address, { title: 'Not yet approved' });
    expect(recordsIn(await getRecord(documentId))).toMatchObject([{ title: 'As approved' }]);
  });
});

describe('an answer', () => {
  it('is XML in UTF-8, and repeats the question', async () => {
    const parameters = { verb: 'ListRecords', metadataPrefix: 'oai_dc', from: '2020-01-01' };
    await addLiveRows(app, 1);
    const { body, headers } = await api(app.url).get<string>(oaiPath(parameters));
    expect(headers.get('content-type')).toBe('text/xml; charset=utf-8');
    const request = only(await parseValid(body), 'request');
    expect(request).toMatchObject({ text: `http://${HOST}/oai`, attributes: parameters });
  });

  it('is the same to a form that is posted', async () => {
    await addLiveRows(app, 1);
    const parameters = { verb: 'ListIdentifiers', metadataPrefix: 'oai_dc' };
    const posted = await api(app.url).raw('/oai', {
      method: 'POST',
      body: new URLSearchParams(parameters),
    });
    const root = await parseValid(await posted.text());
    expect(recordsIn(root)).toEqual(recordsIn(await oai(app, parameters)));
  });

  it('is compressed where that is asked for', async () => {
    await addLiveRows(app, 5);
    const response = await api(app.url).raw('/oai?verb=ListRecords&metadataPrefix=oai_dc', {
      headers: { 'accept-encoding': 'gzip' },
    });
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(recordsIn(await parseValid(await response.text())).length).toBeGreaterThan(4);
  });
});
