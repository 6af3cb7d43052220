import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { accepted, type CorpusFile } from './corpus-file';

/** Documents that Debian's and npm's packages bring along; none of them need be there. */
const PLACES = [
  '/usr/share/doc/libtasn1-doc/libtasn1.pdf',
  '/usr/share/doc/shared-mime-info/shared-mime-info-spec.pdf',
  '/usr/share/distro-info/debian.csv',
  '/usr/share/distro-info/ubuntu.csv',
  '/usr/lib/python3/dist-packages/docutils/writers/odf_odt/styles.odt',
  join('node_modules', 'papaparse', 'tests', 'verylong-sample.csv'),
  join('node_modules', 'papaparse', 'tests', 'utf-8-bom-sample.csv'),
  join('node_modules', 'papaparse', 'tests', 'long-sample.csv'),
];

export function foundFiles(): CorpusFile[] {
  return PLACES.filter((place) => existsSync(place)).map((place) =>
    accepted(basename(place), 'found on this machine', () => readFileSync(place)),
  );
}
