import { errors } from '@strapi/utils';

const MAX_LENGTH = 2048;

/**
 * A web address in its normal form (WHATWG URL): http or https, no credentials, at most 2,048 characters.
 * @throws ValidationError with a sentence that says what is wrong
 */
export function normaliseWebAddress(value: string): string {
  const refuse = (why: string): never => {
    throw new errors.ValidationError(`"url" ${why}`, { key: 'url' });
  };
  const text = value.trim();
  if (text.length > MAX_LENGTH) refuse(`must be at most ${MAX_LENGTH} characters long.`);
  const url = parseUrl(text);
  if (url === null) {
    return refuse(
      'is not a web address. Write it whole, for example https://www.example.org/report.',
    );
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    refuse('must begin with http:// or https://.');
  if (url.username !== '' || url.password !== '') refuse('must not hold a user name or password.');
  if (url.href.length > MAX_LENGTH) refuse(`must be at most ${MAX_LENGTH} characters long.`);
  return url.href;
}

/**
 * Not `URL.canParse`: once Node 20 has optimised it, it takes an address with letters such as ü for broken.
 */
function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
