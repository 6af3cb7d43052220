import type { Pool } from 'pg';

/** In what the catalogue is not what the live rows say, a sentence each. For small libraries: all at once. */
export async function catalogueDifferences(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ document_id: string | null; difference: string }>(
    `select * from catalogue_item_differences(array(select catalogue_known_ids()))
     union all select * from catalogue_whole_differences()`,
  );
  return rows.map(({ document_id, difference }) => `${document_id ?? 'catalogue'}: ${difference}`);
}
