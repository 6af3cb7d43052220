import { textAt, type HttpClient } from './http-client';
import { categories, sources } from './library/catalogue';
import type { CategoryNode } from './library/catalogue-types';

/** documentIds by name. */
export interface ReferenceData {
  categories: ReadonlyMap<string, string>;
  sources: ReadonlyMap<string, string>;
}

const CONTENT = '/content-manager/collection-types';

async function createShelves(
  administrator: HttpClient,
  nodes: readonly CategoryNode[],
  parent: string | null,
  known: Map<string, string>,
): Promise<void> {
  for (const [position, { name, description, children = [] }] of nodes.entries()) {
    const answer = await administrator.post(`${CONTENT}/api::category.category`, {
      name,
      description,
      position,
      ...(parent === null ? {} : { parent: { connect: [{ documentId: parent }] } }),
    });
    const documentId = textAt(answer, 'data', 'documentId');
    known.set(name, documentId);
    await createShelves(administrator, children, documentId, known);
  }
}

/** Finds what the sample library files something under; a name that is not there is a mistake in it. */
export function idOf(known: ReadonlyMap<string, string>, name: string): string {
  const id = known.get(name);
  if (id === undefined) throw new Error(`The sample library names "${name}", which does not exist`);
  return id;
}

/** Categories and information sources, entered by an administrator as in the content manager. */
export async function createReferenceData(administrator: HttpClient): Promise<ReferenceData> {
  const shelves = new Map<string, string>();
  await createShelves(administrator, categories, null, shelves);
  const known = new Map<string, string>();
  for (const { name, url, description, categories: filed } of sources) {
    const answer = await administrator.post(
      `${CONTENT}/api::information-source.information-source`,
      {
        name,
        url,
        description,
        categories: { connect: filed.map((category) => ({ documentId: idOf(shelves, category) })) },
      },
    );
    known.set(name, textAt(answer, 'data', 'documentId'));
  }
  return { categories: shelves, sources: known };
}
