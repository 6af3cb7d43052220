import type { Core } from '@strapi/strapi';

import { textAt, type HttpClient } from './http-client';

export interface Account {
  who: string;
  login: string;
  password: string;
}

// Known to everyone who reads this, which is why the demo listens on this machine only.
const PASSWORD = 'Accession-demo-1';

const ADMINISTRATORS = [
  {
    who: 'Administrator',
    login: 'admin@example.org',
    firstname: 'Demo',
    lastname: 'Administrator',
    role: 'strapi-super-admin',
  },
  {
    who: 'Reviewer',
    login: 'reviewer@example.org',
    firstname: 'Demo',
    lastname: 'Reviewer',
    role: 'review-reviewer',
  },
  {
    who: 'Author, may not approve',
    login: 'author@example.org',
    firstname: 'Demo',
    lastname: 'Author',
    role: 'strapi-author',
  },
] as const;

const MEMBERS = [
  { who: 'Member', login: 'member-one', email: 'member-one@example.org' },
  { who: 'Member', login: 'member-two', email: 'member-two@example.org' },
] as const;

export const ACCOUNTS: Account[] = [...ADMINISTRATORS, ...MEMBERS].map(({ who, login }) => ({
  who,
  login,
  password: PASSWORD,
}));

/** The parts of Strapi's admin services used here, which have no types of their own. */
interface RoleService {
  findOne(where: { code: string }): Promise<{ id: number } | null>;
}
interface UserService {
  create(user: object): Promise<unknown>;
}

async function createAdministrator(
  strapi: Core.Strapi,
  person: (typeof ADMINISTRATORS)[number],
): Promise<void> {
  const roles = strapi.service('admin::role') as RoleService;
  const role = await roles.findOne({ code: person.role });
  if (role === null) throw new Error(`There is no role ${person.role}`);
  await (strapi.service('admin::user') as UserService).create({
    email: person.login,
    firstname: person.firstname,
    lastname: person.lastname,
    password: PASSWORD,
    registrationToken: null,
    isActive: true,
    roles: [role.id],
  });
}

export interface People {
  administrator: HttpClient;
  reviewer: HttpClient;
  members: readonly [HttpClient, HttpClient];
}

async function signInAdministrator(client: HttpClient, login: string): Promise<HttpClient> {
  const answer = await client.post('/admin/login', { email: login, password: PASSWORD });
  return client.as(textAt(answer, 'data', 'token'));
}

async function register(client: HttpClient, member: (typeof MEMBERS)[number]): Promise<HttpClient> {
  const answer = await client.post('/api/auth/local/register', {
    username: member.login,
    email: member.email,
    password: PASSWORD,
  });
  return client.as(textAt(answer, 'jwt'));
}

/** Makes the demo's accounts, members the way they register themselves, and signs those in who load the library. */
export async function createAccounts(strapi: Core.Strapi, client: HttpClient): Promise<People> {
  for (const person of ADMINISTRATORS) await createAdministrator(strapi, person);
  const [one, two] = MEMBERS;
  return {
    members: [await register(client, one), await register(client, two)],
    administrator: await signInAdministrator(client, ADMINISTRATORS[0].login),
    reviewer: await signInAdministrator(client, ADMINISTRATORS[1].login),
  };
}
