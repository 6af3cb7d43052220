/** An answer, whatever its status. */
export interface Answer {
  status: number;
  body: unknown;
}

/** Requests of one person. */
export interface Client {
  send: (method: string, path: string, body?: FormData | object) => Promise<Answer>;
  bytes: (path: string) => Promise<Uint8Array>;
}

export function clientOf(url: string, token: string): Client {
  const authorization = `Bearer ${token}`;
  return {
    send: async (method, path, body) => {
      const isForm = body instanceof FormData || body === undefined;
      const response = await fetch(url + path, {
        method,
        headers: { authorization, ...(!isForm && { 'content-type': 'application/json' }) },
        body: isForm ? (body ?? null) : JSON.stringify(body),
      });
      const text = await response.text();
      const isJson = text.startsWith('{') || text.startsWith('[');
      return { status: response.status, body: isJson ? (JSON.parse(text) as unknown) : text };
    },
    bytes: async (path) => {
      const response = await fetch(url + path, { headers: { authorization } });
      if (!response.ok) throw new Error(`GET ${path} answered ${String(response.status)}`);
      return new Uint8Array(await response.arrayBuffer());
    },
  };
}

/** The `data` of an answer. @throws Error for an answer that is no success */
export function dataOf({ status, body }: Answer): unknown {
  if (status < 300) return (body as { data: unknown }).data; // every success of ours has this envelope
  throw new Error(`Answered ${String(status)}: ${JSON.stringify(body)}`);
}
