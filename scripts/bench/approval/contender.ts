import { once } from 'node:events';
import { performance } from 'node:perf_hooks';

import { type Answer, dataOf } from '../../verify/client';
import type { Server } from '../../verify/server';
import type { Measured, Order } from './measure';

/** An item ready to be published. */
export interface Item {
  id: string;
  digest: string;
}

/** One of the two applications. */
export interface Contender {
  name: string;
  server: Server;
  makeItem: (title: string) => Promise<Item>;
  publish: (item: Item) => Promise<Answer>;
}

const TYPE = '/content-manager/collection-types/api::library-document.library-document';
const CATEGORY = '/content-manager/collection-types/api::category.category';

/** About 150 kB of plain text: what is timed is the publication, and a longer file only adds to making it. */
const TEXT = 'A sentence of a document that somebody submitted to the library.\n'.repeat(2400);

function fileForm(part: string): FormData {
  const form = new FormData();
  form.append(part, new Blob([TEXT], { type: 'text/plain' }), 'report.txt');
  return form;
}

async function twoCategories({ editor }: Server): Promise<string[]> {
  const made: string[] = [];
  for (const name of ['First shelf', 'Second shelf']) {
    const { documentId } = dataOf(await editor.send('POST', CATEGORY, { name })) as {
      documentId: string;
    };
    made.push(documentId);
  }
  return made;
}

export async function libraryContender(server: Server): Promise<Contender> {
  const categories = await twoCategories(server);
  const [reviewer] = server.reviewers;
  if (reviewer === undefined) throw new Error('The server has no reviewers');
  return {
    name: 'approval',
    server,
    makeItem: async (title) => {
      const form = fileForm('file');
      form.append('data', JSON.stringify({ title, description: 'About it', categories }));
      const answer = await server.member.send('POST', '/api/submissions/documents', form);
      return dataOf(answer) as Item;
    },
    publish: ({ id, digest }) =>
      reviewer.send('POST', `/review/submissions/${id}/decision`, { decision: 'approve', digest }),
  };
}

export async function stockContender(server: Server): Promise<Contender> {
  const shelves = await twoCategories(server);
  return {
    name: 'stock publish',
    server,
    makeItem: async (title) => {
      const uploaded = await server.editor.send('POST', '/upload', fileForm('files'));
      const [file] = uploaded.body as { id: number }[];
      const categories = { connect: shelves.map((documentId) => ({ documentId })) };
      const values = { title, description: 'About it', file: file?.id, categories };
      const { documentId } = dataOf(await server.editor.send('POST', TYPE, values)) as {
        documentId: string;
      };
      return { id: documentId, digest: '' };
    },
    publish: ({ id }) => server.editor.send('POST', `${TYPE}/${id}/actions/publish`, {}),
  };
}

/** Milliseconds of one publication over HTTP. */
export async function timeOverHttp({ publish }: Contender, item: Item): Promise<number> {
  const start = performance.now();
  const { status, body } = await publish(item);
  const milliseconds = performance.now() - start;
  if (status !== 200) throw new Error(`Answered ${String(status)}: ${JSON.stringify(body)}`);
  return milliseconds;
}

/** One publication inside the server's process, timed there. */
export async function timeInProcess({ server }: Contender, item: Item): Promise<Measured> {
  const answered = once(server.process, 'message');
  server.process.send({ id: 0, item: item.id, digest: item.digest } satisfies Order);
  const [measured] = (await answered) as [Measured];
  return measured;
}
