import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The least a Node server can do: the bytes of one file to whoever asks. */
const body = readFileSync(process.argv[2] ?? '');
const headers = {
  'Content-Type': 'application/json; charset=utf-8',
  'Content-Length': body.length,
};

const server = createServer((_request, response) => {
  response.writeHead(200, headers).end(body);
});
server.listen(0, '127.0.0.1', () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
process.once('disconnect', () => process.exit());
