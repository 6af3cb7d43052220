/** The demo's own view of the API: it loads everything through the addresses everyone else uses. */
export class HttpClient {
  constructor(
    private readonly url: string,
    private readonly token: string | null = null,
  ) {}

  as(token: string): HttpClient {
    return new HttpClient(this.url, token);
  }

  async get(path: string): Promise<unknown> {
    return this.send('GET', path, undefined);
  }

  async post(path: string, body: FormData | object): Promise<unknown> {
    return this.send('POST', path, body);
  }

  async put(path: string, body: FormData | object): Promise<unknown> {
    return this.send('PUT', path, body);
  }

  /** @throws Error with the server's own words for every answer that is not a success. */
  private async send(
    method: string,
    path: string,
    body: FormData | object | undefined,
  ): Promise<unknown> {
    const headers: Record<string, string> = {};
    if (this.token !== null) headers.Authorization = `Bearer ${this.token}`;
    const isForm = body instanceof FormData;
    if (body !== undefined && !isForm) headers['Content-Type'] = 'application/json';
    const response = await fetch(this.url + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok)
      throw new Error(`${method} ${path} answered ${String(response.status)}: ${text}`);
    return text === '' ? null : (JSON.parse(text) as unknown);
  }
}

/** The text at `path` of an answer. @throws Error where there is none, so that a changed answer is noticed. */
export function textAt(answer: unknown, ...path: string[]): string {
  let value = answer;
  for (const key of path) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  }
  if (typeof value === 'string') return value;
  throw new Error(`The answer has no text at ${path.join('.')}`);
}
