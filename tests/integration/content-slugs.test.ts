import { startApp, type TestApp } from '../helpers/app';
import { createInManager, linkValues, liveRowOf } from '../helpers/doors';
import { api } from '../helpers/http';
import {
  approve,
  contentManager,
  LINK,
  submitDocument,
  submitLink,
  uniqueTitle,
  type Envelope,
} from '../helpers/library';
import { plansOf } from '../helpers/plans';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';

let app: TestApp;
let member: Member;
let admin: Admin;
beforeAll(async () => {
  app = await startApp();
  member = await createMember(app);
  admin = await createAdmin(app, 'strapi-super-admin');
});
afterAll(async () => {
  await app.stop();
});

async function slugOfLink(documentId: string): Promise<string | undefined> {
  const [row] = await app.sql<{ slug: string }>(
    'select slug from external_links where document_id = $1 and published_at is null',
    [documentId],
  );
  return row?.slug;
}
async function slugOfTitle(title: string): Promise<string | undefined> {
  return slugOfLink((await submitLink(app, member, { title })).item.documentId);
}

describe('a slug', () => {
  it.each([
    ['Größe & Maß: Über Straßen', 'grosse-mass-uber-strassen'],
    ['  Déjà   vu!  ', 'deja-vu'],
    ['Tŷ Gwydr: Cymru’n Un', 'ty-gwydr-cymrun-un'],
    ['It’s the council’s plan', 'its-the-councils-plan'],
    ['ﬁnance', 'finance'],
  ])('of %j is %s', async (title, expected) => {
    expect(await slugOfTitle(title)).toBe(expected);
  });

  it.each(['概要', '🦘🦘', '!!!', '- -'])('of %j is made of what there is', async (title) => {
    expect(await slugOfTitle(title)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('of a title of 255 characters is no longer than the address bears', async () => {
    expect((await slugOfTitle(`${'long '.repeat(50)}title`))?.length).toBeLessThanOrEqual(105);
  });

  it('is looked for by the indexes alone', async () => {
    const plans = await plansOf(app, 'select "slug"', () => slugOfTitle('Looked for'));
    expect(plans).toHaveLength(1);
    expect(plans.filter((plan) => plan.includes('Seq Scan'))).toEqual([]);
  });

  it('gets a number when a pending item of the same title has it, and nobody is told', async () => {
    const title = uniqueTitle('Same');
    const first = await slugOfTitle(title);
    const other = await createMember(app);
    const second = await submitLink(app, other, { title });
    expect(await slugOfLink(second.item.documentId)).toBe(`${first ?? ''}-2`);
  });

  it('gets a number for an editor too, without an error', async () => {
    const title = uniqueTitle('Same');
    const first = await slugOfTitle(title);
    const mine = await createInManager(app, admin, linkValues({ title }));
    expect(await slugOfLink(mine)).toBe(`${first ?? ''}-2`);
  });

  it('that an editor types is changed likewise where a pending item has it', async () => {
    const first = await slugOfTitle(uniqueTitle('Typed'));
    const mine = await createInManager(app, admin, linkValues({ slug: first }));
    expect(await slugOfLink(mine)).toBe(`${first ?? ''}-2`);
  });

  it('that an editor types later is changed likewise', async () => {
    const first = await slugOfTitle(uniqueTitle('Typed'));
    const mine = await createInManager(app, admin);
    const { status } = await api(app.url)
      .as(admin.token)
      .put(contentManager(LINK, mine), { slug: first });
    expect([status, await slugOfLink(mine)]).toEqual([200, `${first ?? ''}-2`]);
  });

  it('is the first free number', async () => {
    const title = uniqueTitle('Counted');
    const slugs = [await slugOfTitle(title), await slugOfTitle(title), await slugOfTitle(title)];
    const [first = ''] = slugs;
    expect(slugs).toEqual([first, `${first}-2`, `${first}-3`]);
  });

  it.each([
    ['have one title', ['', '', '', '', '', '']],
    ['have titles as another’s is numbered', ['', ' 2', '', ' 2', '-2-2', ' 2']],
  ])('differs where newcomers at the same moment %s', async (_what, endings) => {
    const title = uniqueTitle('At once');
    // Of several members: what one member sends is taken in one after the other.
    const members = await Promise.all(endings.map(() => createMember(app)));
    const submitted = await Promise.all(
      members.map((each, at) => submitLink(app, each, { title: `${title}${endings[at] ?? ''}` })),
    );
    const slugs = await Promise.all(submitted.map(({ item }) => slugOfLink(item.documentId)));
    expect(new Set(slugs).size).toBe(endings.length);
  });

  it('stays with the item when it goes live, and when its title changes', async () => {
    const submission = await submitLink(app, member);
    const slug = await slugOfLink(submission.item.documentId);
    await approve(app, admin, submission);
    await api(app.url)
      .as(member.jwt)
      .put(`/api/submissions/${submission.id}`, { data: { title: uniqueTitle('New') } });
    await approve(app, admin, submission);
    expect((await liveRowOf(app, 'external_links', submission.item.documentId))?.slug).toBe(slug);
  });

  it('of a live item is not taken by a newcomer', async () => {
    const submission = await submitLink(app, member);
    await approve(app, admin, submission);
    const live = await slugOfLink(submission.item.documentId);
    expect(await slugOfTitle(submission.item.title)).toBe(`${live ?? ''}-2`);
  });

  it('that only a live version still has is not taken either', async () => {
    const submission = await submitLink(app, member);
    await approve(app, admin, submission);
    const live = await slugOfLink(submission.item.documentId);
    await api(app.url)
      .as(admin.token)
      .put(contentManager(LINK, submission.item.documentId), { slug: `${live ?? ''}-moved` });
    expect(await slugOfTitle(submission.item.title)).toBe(`${live ?? ''}-2`);
  });

  it.each(['draft', 'live'])(
    'that is taken is refused by the database to another %s',
    async (version) => {
      const one = await submitLink(app, member);
      const other = await submitLink(app, member);
      for (const submission of [one, other]) await approve(app, admin, submission);
      const is = version === 'draft' ? 'null' : 'not null';
      await app.sql('alter table external_links disable trigger review_guard_row');
      const taking = app.sql(
        `update external_links set slug = (select slug from external_links where document_id = $1 limit 1)
       where document_id = $2 and published_at is ${is}`,
        [one.item.documentId, other.item.documentId],
      );
      await expect(taking).rejects.toThrow(`external_links_slug_${version}`);
      await app.sql('alter table external_links enable trigger review_guard_row');
    },
  );

  it.each(['api::category.category', 'api::information-source.information-source'])(
    'of a %s is made and numbered in the same way',
    async (uid) => {
      const name = uniqueTitle('Named');
      const make = async () =>
        (
          await api(app.url).as(admin.token).post<Envelope<{ slug: string }>>(contentManager(uid), {
            name,
            url: 'https://example.org',
          })
        ).body.data.slug;
      const first = await make();
      expect(await make()).toBe(`${first}-2`);
    },
  );
});

describe('documents and links, which are read under one address', () => {
  it('do not share a slug', async () => {
    const title = uniqueTitle('Shared');
    const document = await submitDocument(app, member, { title });
    const link = await submitLink(app, member, { title });
    const slugs = await app.sql<{ slug: string }>(
      `select slug from library_documents where document_id = $1 union all
       select slug from external_links where document_id = $2`,
      [document.item.documentId, link.item.documentId],
    );
    const [first, second] = slugs.map(({ slug }) => slug);
    expect(second).toBe(`${String(first)}-2`);
  });

  it.each(['Categories', 'Changes', 'Export', 'Suggest'])(
    'are never called %s there',
    async (title) => {
      const { item } = await submitLink(app, member, { title });
      expect(await slugOfLink(item.documentId)).toMatch(/^[a-z]+-\d+$/);
    },
  );
});

describe('the check for a free address in the content manager', () => {
  it('never suggests one that is taken', async () => {
    const submission = await submitLink(app, member);
    const { body } = await api(app.url)
      .as(admin.token)
      .post<{ data: string }>('/content-manager/uid/generate', {
        contentTypeUID: LINK,
        field: 'slug',
        data: { title: submission.item.title },
      });
    const mine = await createInManager(app, admin, linkValues({ slug: body.data }));
    expect(await slugOfLink(mine)).not.toBe(await slugOfLink(submission.item.documentId));
  });
});
