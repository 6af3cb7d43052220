/** An answer as a client sees it. `body` is parsed where it is JSON, otherwise text. */
export interface Answer<Body = unknown> {
  status: number;
  body: Body;
  headers: Headers;
}

export type RequestBody = FormData | object | undefined;

/** Requests on behalf of one person, or of nobody. */
export interface Api {
  as: (token: string) => Api;
  withHeaders: (headers: Record<string, string>) => Api;
  get: <Body = unknown>(path: string) => Promise<Answer<Body>>;
  delete: <Body = unknown>(path: string) => Promise<Answer<Body>>;
  post: <Body = unknown>(path: string, body?: RequestBody) => Promise<Answer<Body>>;
  put: <Body = unknown>(path: string, body?: RequestBody) => Promise<Answer<Body>>;
  /** For what the other methods cannot say: other verbs, bytes as the body, bytes as the answer. */
  raw: (path: string, init?: RequestInit) => Promise<Response>;
}

/**
 * A client for the application at `url`: `await api(app.url).as(member.jwt).post('/api/submissions/documents', form)`.
 * A `FormData` is sent as multipart, anything else as JSON. Redirects are answers, not followed.
 */
export function api(url: string, headers: Record<string, string> = {}): Api {
  const raw: Api['raw'] = (path, init = {}) =>
    fetch(url + path, {
      redirect: 'manual',
      ...init,
      headers: { ...headers, ...(init.headers as Record<string, string> | undefined) },
    });
  const send = async <Body>(method: string, path: string, body?: RequestBody) => {
    const isForm = body instanceof FormData || body === undefined;
    const response = await raw(path, {
      method,
      ...(isForm ? { body: body ?? null } : { body: JSON.stringify(body) }),
      ...(isForm ? {} : { headers: { 'content-type': 'application/json' } }),
    });
    return answer<Body>(response);
  };
  return {
    as: (token) => api(url, { ...headers, authorization: `Bearer ${token}` }),
    withHeaders: (more) => api(url, { ...headers, ...more }),
    get: (path) => send('GET', path),
    delete: (path) => send('DELETE', path),
    post: (path, body) => send('POST', path, body),
    put: (path, body) => send('PUT', path, body),
    raw,
  };
}

async function answer<Body>(response: Response): Promise<Answer<Body>> {
  const text = await response.text();
  const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '');
  const body: unknown = isJson && text !== '' ? JSON.parse(text) : text;
  return { status: response.status, body: body as Body, headers: response.headers };
}
