import fc from 'fast-check';

import { slugOf } from '../../src/content/slug';

describe('a slug', () => {
  it.each([
    ['Ending a partnership', 'ending-a-partnership'],
    ['  Vision & SMART objectives! ', 'vision-smart-objectives'],
    ['Aligning partners’ own plans', 'aligning-partners-own-plans'],
    ["The council's plan", 'the-councils-plan'],
    ['Café Ångström', 'cafe-angstrom'],
    ['ﬁnance № 5', 'finance-no-5'],
    ['a---b__c', 'a-b-c'],
    ['../../etc/passwd', 'etc-passwd'],
    ['日本語', 'item'],
    ['', 'item'],
    ['—', 'item'],
  ])('of %j is %s', (title, slug) => {
    expect(slugOf(title)).toBe(slug);
  });

  it('is 100 characters long at most and never ends in a hyphen', () => {
    expect(slugOf(`${'x'.repeat(99)} y`)).toBe('x'.repeat(99));
  });

  it('is words of ASCII letters and digits with single hyphens, whatever the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (title) => {
        const slug = slugOf(title);
        return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) && slug.length <= 100;
      }),
    );
  });

  it('is what it was when made again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (title) => {
        return slugOf(slugOf(title)) === slugOf(title);
      }),
    );
  });
});
