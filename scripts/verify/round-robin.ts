import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Sends each request to the next of several servers, as a proxy in front of them would. */
export interface RoundRobin {
  url: string;
  add: (url: string) => void;
  /** Sends nothing there any more. What is under way there is left to fail or to succeed. */
  remove: (url: string) => void;
  close: () => void;
}

function forward(backend: string, from: IncomingMessage, to: ServerResponse): void {
  const { hostname, port } = new URL(backend);
  const fail = () => {
    if (to.headersSent) to.destroy();
    else to.writeHead(502, { 'x-backend': backend }).end();
  };
  const onward = request(
    { hostname, port, path: from.url, method: from.method, headers: from.headers },
    (answer) => {
      answer.on('error', fail);
      to.writeHead(answer.statusCode ?? 502, { ...answer.headers, 'x-backend': backend });
      answer.pipe(to);
    },
  );
  onward.on('error', fail);
  from.pipe(onward);
}

export async function startRoundRobin(): Promise<RoundRobin> {
  const backends: string[] = [];
  let turn = 0;
  const server = createServer((from, to) => {
    turn += 1;
    const backend = backends[turn % backends.length];
    if (backend === undefined) to.writeHead(503).end();
    else forward(backend, from, to);
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    add: (url) => {
      backends.push(url);
    },
    remove: (url) => {
      backends.splice(backends.indexOf(url), 1);
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
