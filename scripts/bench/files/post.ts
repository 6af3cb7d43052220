import { Agent, request } from 'node:http';

const BOUNDARY = 'a-part-of-the-benchmark';
/** Of every file sent. */
const AS_FILE = '; filename="report.pdf"\r\ncontent-type: application/pdf';

function partOf(name: string, value: Buffer | string): Buffer[] {
  const about = `form-data; name="${name}"${typeof value === 'string' ? '' : AS_FILE}`;
  const head = `--${BOUNDARY}\r\ncontent-disposition: ${about}\r\n\r\n`;
  return [
    Buffer.from(head),
    typeof value === 'string' ? Buffer.from(value) : value,
    Buffer.from('\r\n'),
  ];
}

/**
 * Posts forms (RFC 7578) over connections that stay open. By Node's plainest means: `fetch` with a form takes as much of
 * the processor as the server, on the same machine, and what is to be measured is the server.
 * @returns for a token and the parts of a form, the status of the answer
 */
export function postTo(
  url: string,
): (token: string | undefined, parts: Record<string, Buffer | string>) => Promise<number> {
  const agent = new Agent({ keepAlive: true });
  return (token = '', parts) =>
    new Promise((resolve, reject) => {
      const pieces = Object.entries(parts).flatMap(([name, value]) => partOf(name, value));
      pieces.push(Buffer.from(`--${BOUNDARY}--\r\n`));
      const headers = {
        authorization: `Bearer ${token}`,
        'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
        'content-length': pieces.reduce((sum, { length }) => sum + length, 0),
      };
      const sending = request(url, { method: 'POST', agent, headers }, (response) => {
        response.resume().on('end', () => {
          resolve(response.statusCode ?? 0);
        });
      });
      sending.on('error', reject);
      sending.cork();
      for (const piece of pieces) sending.write(piece);
      sending.end();
    });
}
