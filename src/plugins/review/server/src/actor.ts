import type { Core } from '@strapi/strapi';

import { PERMISSIONS, type NamedActor } from '../../shared/wire';
import { property } from './parse/unknown';

/** Who a request acts for, with what only the server may know about them. */
export interface RequestActor extends NamedActor {
  /** Compared, never shown or stored: the same person may have an account of either kind. */
  email: string | null;
  /** The administrator whose limits apply: also to the tokens they made. */
  account: number | null;
  mayDecide: boolean;
}

export const SYSTEM: RequestActor = {
  kind: 'system',
  id: null,
  name: 'System',
  email: null,
  account: null,
  mayDecide: false,
};

function text(source: unknown, key: string): string {
  const value = property(source, key);
  return typeof value === 'string' ? value.trim() : '';
}

function identity(person: unknown): { id: number; email: string | null } | null {
  const id = property(person, 'id');
  const email = text(person, 'email').toLowerCase();
  return typeof id === 'number' ? { id, email: email === '' ? null : email } : null;
}

/** A name to show beside an action. E-mail addresses are not names. */
export function adminName(person: unknown, id: number): string {
  const fullName = `${text(person, 'firstname')} ${text(person, 'lastname')}`.trim();
  return fullName || text(person, 'username') || `Editor ${id}`;
}

function allows(ability: unknown, action: string): boolean {
  const can = property(ability, 'can');
  return typeof can === 'function' && Reflect.apply(can, ability, [action]) === true;
}

function mayDecide(ability: unknown): boolean {
  // Nobody decides on what they may not read.
  return [PERMISSIONS.readQueue, PERMISSIONS.decide].every((action) => allows(ability, action));
}

/** Whether whoever is signed in to the admin holds a permission. */
export function may(state: unknown, action: string): boolean {
  return allows(property(state, 'userAbility'), action);
}

/** The actor of Strapi's request state, whichever strategy signed them in. */
export function actorOf(state: unknown): RequestActor {
  const auth = property(state, 'auth');
  const strategy = text(property(auth, 'strategy'), 'name');
  const credentials = property(auth, 'credentials');
  if (strategy === 'admin') {
    const person = property(state, 'user') ?? credentials;
    const known = identity(person);
    if (known === null) return SYSTEM;
    const ability = property(state, 'userAbility') ?? property(auth, 'ability');
    return {
      kind: 'admin',
      ...known,
      account: known.id,
      name: adminName(person, known.id),
      mayDecide: mayDecide(ability),
    };
  }
  if (strategy === 'users-permissions') {
    const known = identity(credentials);
    if (known === null) return SYSTEM;
    const name = text(credentials, 'username') || `Member ${known.id}`;
    return { kind: 'user', ...known, account: null, name, mayDecide: false };
  }
  if (strategy === '') return SYSTEM;
  const known = identity(credentials);
  const owner = strategy === 'admin-token' ? identity(property(state, 'user')) : null;
  return {
    kind: 'token',
    id: known?.id ?? null,
    email: null,
    account: owner?.id ?? null,
    name: text(credentials, 'name') || 'API token',
    mayDecide: false,
  };
}

/** The actor of the request being served, or the system where there is none (cron, console). */
export function currentActor(strapi: Core.Strapi): RequestActor {
  return actorOf(strapi.requestContext.get()?.state);
}

export function isSameActor(
  a: Pick<NamedActor, 'kind' | 'id'>,
  b: Pick<NamedActor, 'kind' | 'id'>,
): boolean {
  return a.kind === b.kind && a.id !== null && a.id === b.id;
}
