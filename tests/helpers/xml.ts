import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type * as libxml2 from 'libxml2-wasm' with { 'resolution-mode': 'import' };

const FOLDER = join(__dirname, '..', 'schemas');
/** Every schema file, so that what imports another finds it here and not on the internet. */
const FILES = ['OAI-PMH.xsd', 'oai_dc.xsd', 'simpledc20021212.xsd', 'xml.xsd', 'sitemap.xsd'];

const WRAPPER = `<schema xmlns="http://www.w3.org/2001/XMLSchema">
  <import namespace="http://www.openarchives.org/OAI/2.0/" schemaLocation="OAI-PMH.xsd"/>
  <import namespace="http://www.openarchives.org/OAI/2.0/oai_dc/" schemaLocation="oai_dc.xsd"/>
  <import namespace="http://www.sitemaps.org/schemas/sitemap/0.9" schemaLocation="sitemap.xsd"/>
</schema>`;

/** An element, as plain values. */
export interface Xml {
  /** Without a prefix. */
  name: string;
  namespace: string;
  /** By their names, with a prefix where they have one. */
  attributes: Readonly<Record<string, string>>;
  children: readonly Xml[];
  /** All text in it, at any depth. */
  text: string;
}

interface Library {
  XmlDocument: typeof libxml2.XmlDocument;
  standards: libxml2.XsdValidator;
}

let library: Promise<Library> | undefined;

async function open(): Promise<Library> {
  const libxml = await import('libxml2-wasm');
  const files = Object.fromEntries(FILES.map((name) => [name, readFileSync(join(FOLDER, name))]));
  libxml.xmlRegisterInputProvider(new libxml.XmlBufferInputProvider(files));
  const wrapper = libxml.XmlDocument.fromString(WRAPPER);
  const standards = libxml.XsdValidator.fromDoc(wrapper);
  wrapper.dispose();
  return { XmlDocument: libxml.XmlDocument, standards };
}

async function withDocument<T>(
  text: string,
  use: (document: libxml2.XmlDocument, library: Library) => T,
): Promise<T> {
  const opened = await (library ??= open());
  // As bytes, and so as the declaration says they are to be read.
  const document = opened.XmlDocument.fromBuffer(Buffer.from(text));
  try {
    return use(document, opened);
  } finally {
    document.dispose();
  }
}

function plain(element: libxml2.XmlElement): Xml {
  const children: Xml[] = [];
  for (let node: libxml2.XmlTreeNode | null = element.firstChild; node !== null; node = node.next) {
    // Only elements have attributes; their class is in a module that is not loaded here.
    if ('attrs' in node) children.push(plain(node as libxml2.XmlElement));
  }
  return {
    name: element.name,
    namespace: element.namespaceUri,
    attributes: Object.fromEntries(
      element.attrs.map(({ prefix, name, value }) => [prefix ? `${prefix}:${name}` : name, value]),
    ),
    children,
    text: element.content,
  };
}

/** @throws where the text is not well-formed */
export function parseXml(text: string): Promise<Xml> {
  return withDocument(text, (document) => plain(document.root));
}

/**
 * The text parsed, after it was validated against the schema of its root element (`tests/schemas`).
 * @throws where it is not well-formed, or not valid
 */
export function parseValid(text: string): Promise<Xml> {
  return withDocument(text, (document, { standards }) => {
    standards.validate(document);
    return plain(document.root);
  });
}

/** The elements down the named path: `all(list, 'record', 'header')`. */
export function all(from: Xml, ...path: string[]): Xml[] {
  return path.reduce<Xml[]>(
    (found, name) => found.flatMap(({ children }) => children.filter((one) => one.name === name)),
    [from],
  );
}

/** The texts of the elements down the named path. */
export function texts(from: Xml, ...path: string[]): string[] {
  return all(from, ...path).map(({ text }) => text);
}

/** The one element down the named path. @throws where there is none, or more */
export function only(from: Xml, ...path: string[]): Xml {
  const [first, ...rest] = all(from, ...path);
  if (first !== undefined && rest.length === 0) return first;
  throw new Error(
    `${first === undefined ? 'No' : 'More than one'} ${path.join('/')} in ${from.name}`,
  );
}
