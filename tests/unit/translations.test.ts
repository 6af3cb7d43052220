import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  isPluralElement,
  isPoundElement,
  isSelectElement,
  parse,
  TYPE,
  type MessageFormatElement,
} from '@formatjs/icu-messageformat-parser';

import en from '../../src/plugins/review/admin/src/translations/en.json';
import fr from '../../src/plugins/review/admin/src/translations/fr.json';

const ADMIN = 'src/plugins/review/admin/src';
const ENGLISH: Record<string, string> = en;
const FRENCH: Record<string, string> = fr;
const KEYS = Object.keys(ENGLISH);

/** Each argument with what is done with it: `{total, plural, …}` is `total plural`. */
function argumentsIn(elements: readonly MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.literal || isPoundElement(element)) return [];
    if (element.type === TYPE.tag) return argumentsIn(element.children);
    const found = [`${element.value} ${TYPE[element.type]}`];
    if (!isPluralElement(element) && !isSelectElement(element)) return found;
    const inside = Object.values(element.options).flatMap(({ value }) => argumentsIn(value));
    return [...found, ...inside];
  });
}

/** Once each: one language may need an argument in each of its plural forms, another in one of them. */
function argumentsOf(text: string): string[] {
  return [...new Set(argumentsIn(parse(text)))].sort();
}

function optionsIn(elements: readonly MessageFormatElement[]): string[] {
  return elements.flatMap((element) =>
    isSelectElement(element)
      ? Object.keys(element.options).map((option) => `${element.value}=${option}`)
      : [],
  );
}

function sourceOf(folder: string): string {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries
    .map((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return sourceOf(path);
      return /\.tsx?$/.test(entry.name) ? readFileSync(path, 'utf8') : '';
    })
    .join('\n');
}
const SOURCE = sourceOf(ADMIN);

/** Keys written out, and patterns for those put together: `state.${state}`. */
const WRITTEN = new Set(
  [...SOURCE.matchAll(/['"]([\w-]+(?:\.[\w-]+)*)['"]/g)].map(([, key]) => key),
);
const PATTERNS = [...SOURCE.matchAll(/`([\w-]+\.(?:[\w.-]|\$\{[^}]+\})*)`/g)]
  .filter(([, template]) => template?.includes('${'))
  .map(([, template = '']) => {
    const parts = template.split(/\$\{[^}]+\}/).map((part) => part.replace(/\./g, '\\.'));
    return new RegExp(`^${parts.join('[\\w-]+')}$`);
  });

function isUsed(key: string): boolean {
  return WRITTEN.has(key) || PATTERNS.some((pattern) => pattern.test(key));
}

describe('the texts of the desk', () => {
  it('are there in English and French, under the same keys', () => {
    expect(Object.keys(FRENCH)).toEqual(KEYS);
  });

  it.each([
    ['English', ENGLISH],
    ['French', FRENCH],
  ])('in %s are never empty, and can be read', (_language, texts) => {
    const empty = Object.entries(texts).filter(([, text]) => text.trim() === '');
    expect(empty).toEqual([]);
    for (const text of Object.values(texts)) expect(() => parse(text)).not.toThrow();
  });

  it.each(KEYS)('%s asks for the same values in both', (key) => {
    const english = ENGLISH[key] ?? '';
    const french = FRENCH[key] ?? '';
    expect(argumentsOf(french)).toEqual(argumentsOf(english));
    expect(optionsIn(parse(french))).toEqual(optionsIn(parse(english)));
  });

  it('are all used', () => {
    expect(KEYS.filter((key) => !isUsed(key))).toEqual([]);
  });

  it('are all there where one is asked for', () => {
    const asked = [...SOURCE.matchAll(/\b(?:text|message)\(\s*'([^']+)'/g)].map(([, key]) => key);
    expect(asked.length).toBeGreaterThan(100);
    expect(asked.filter((key) => key !== undefined && !(key in ENGLISH))).toEqual([]);
  });

  it('in French have the spaces French has before its double marks', () => {
    const wrong = Object.entries(FRENCH).filter(([, text]) =>
      /[^\s\u202f\u00a0][!?»](?![\w/=])|[ ][;:!?»]|«[^\u202f]/.test(
        text.replace(/[a-z]+:\/\//g, ''),
      ),
    );
    expect(wrong).toEqual([]);
  });
});
