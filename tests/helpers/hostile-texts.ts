/** Titles that break what is written without care. */
export const hostileTexts: readonly string[] = [
  '<script>alert("x")</script> & <b>bold</b>',
  'ends ]]> a section',
  '<![CDATA[ & ]]>',
  '&amp; &#0; &nbsp; &lt;',
  `quotes "double" 'single' \`back\``,
  'control \u0001\u0008\u000b\u000c\u001b\u001f characters',
  'not characters \ufffe\uffff',
  'lines\r\nand\rmore\nlines\tand tabs',
  'family 👩‍👩‍👧 and flag 🏴󠁧󠁢󠁷󠁬󠁳󠁿',
  'שלום \u202eturned\u202c',
  'zero\u200bwidth \u0085\u2028\u2029 ends',
  '{{template}} ${value} %s %00 $& $1',
];

function isLegal(point: number): boolean {
  if (point < 0x20) return point === 0x09 || point === 0x0a;
  return (point <= 0xd7ff || point >= 0xe000) && point !== 0xfffe && point !== 0xffff;
}

/** The text as XML 1.0 can say it (section 2.2), after its line ends became line feeds (2.11). */
export function legible(text: string): string {
  const lines = text.split('\r\n').join('\n').split('\r').join('\n');
  return Array.from(lines)
    .filter((character) => isLegal(character.codePointAt(0) ?? 0))
    .join('');
}
