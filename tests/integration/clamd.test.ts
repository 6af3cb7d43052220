import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { Readable } from 'node:stream';

import {
  engineOf,
  scanBytes,
  ScannerSilent,
} from '../../src/plugins/review/server/src/scanning/clamd';
import {
  type Clamd,
  describeWithClamd,
  EICAR,
  freePort,
  MARK,
  prepareClamd,
} from '../helpers/clamd';

const of = (bytes: Buffer) => () => Readable.from([bytes]) as AsyncIterable<Buffer>;
/** Longer than a busy machine keeps anybody waiting: what gives no verdict here does so for another reason. */
const TIMEOUT = 20_000;

describeWithClamd('clamd', () => {
  let clamd: Clamd;
  let address: { host: string; port: number; timeout: number };
  beforeAll(async () => {
    clamd = await prepareClamd(2);
    await clamd.start();
    address = { host: clamd.host, port: clamd.port, timeout: TIMEOUT };
  });
  afterAll(async () => {
    await clamd.remove();
  });

  it('says which it is', async () => {
    expect(await engineOf(address)).toMatch(/^ClamAV \d+\.\d+/);
  });

  it.each(['port', 'path'] as const)('finds a virus, asked by its %s', async (way) => {
    const where = way === 'port' ? address : { path: clamd.path, timeout: TIMEOUT };
    expect(await scanBytes(where, of(EICAR))).toMatchObject({
      state: 'infected',
      signature: 'Eicar-Test-Signature.UNOFFICIAL',
    });
    expect(await scanBytes(where, of(Buffer.from('Harmless')))).toMatchObject({ state: 'clean' });
  });

  it('is sent a file in the pieces it comes in, empty ones too', async () => {
    const pieces = ['', MARK.slice(0, 9), '', MARK.slice(9)].map((piece) => Buffer.from(piece));
    const open = () => Readable.from(pieces) as AsyncIterable<Buffer>;
    expect(await scanBytes(address, open)).toMatchObject({ state: 'infected' });
  });

  it('gives no verdict on what is longer than it takes', async () => {
    // The virus is in the part it would have seen.
    const long = Buffer.concat([Buffer.from(MARK), Buffer.alloc(5 * 1024 ** 2, 'a')]);
    await expect(scanBytes(address, of(long))).rejects.toThrow(
      /StreamMaxLength|size limit exceeded/,
    );
  });

  it('gives no verdict when it dies over a file', async () => {
    async function* endless(): AsyncGenerator<Buffer> {
      yield Buffer.from('a');
      await clamd.stop('SIGKILL');
      for (;;) yield Buffer.alloc(65_536, 'a');
    }
    await expect(scanBytes(address, endless)).rejects.toThrow(ScannerSilent);
    // Refused, or reset where the kernel is not yet done with the process that listened.
    await expect(scanBytes(address, of(EICAR))).rejects.toThrow(ScannerSilent);
    await clamd.start();
    expect(await scanBytes(address, of(EICAR))).toMatchObject({ state: 'infected' });
  });

  it('gives no verdict when it hangs', async () => {
    clamd.pause();
    const asked = scanBytes({ ...address, timeout: 300 }, of(EICAR));
    await expect(asked).rejects.toThrow(/said nothing for 300 ms/);
    clamd.resume();
    expect(await scanBytes(address, of(EICAR))).toMatchObject({ state: 'infected' });
  });
});

describe('what is no clamd', () => {
  /** A server that answers each connection as told. */
  async function answering<T>(
    answer: (socket: Socket, request: string) => void,
    work: (address: { host: string; port: number; timeout: number }) => Promise<T>,
  ): Promise<T> {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', (chunk: Buffer) => {
        answer(socket, chunk.toString('latin1'));
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    try {
      return await work({ host: '127.0.0.1', port, timeout: TIMEOUT });
    } finally {
      server.close();
    }
  }

  /** Says it is ClamAV, then answers the scan with `reply`. */
  const replying = (reply: string) => (socket: Socket, request: string) => {
    socket.end(request.startsWith('zVERSION') ? 'ClamAV 1.4.3/27800/Tue\0' : reply);
  };

  it.each([
    ['garbage', '\xFF\xFEgarbage\0'],
    ['a web page', 'HTTP/1.1 200 OK\r\n\r\nstream: OK\0'],
    ['a verdict with more around it', 'stream: OK, I think\0'],
    ['nothing', ''],
    ['a verdict without an end', 'stream: OK'],
    ['an error', 'stream: Can’t allocate memory ERROR\0'],
    ['that it did not look at all of it', 'stream: Heuristics.Limits.Exceeded.MaxScanSize FOUND\0'],
    ['more than a verdict can be', 'x'.repeat(5000)],
  ])('and answers %s gives no verdict', async (_what, reply) => {
    await answering(replying(reply), async (address) => {
      await expect(scanBytes(address, of(EICAR))).rejects.toThrow(ScannerSilent);
    });
  });

  it('and is another program is told by its version', async () => {
    const other = (socket: Socket) => void socket.end('220 mail.example.org ESMTP\r\n\0');
    await answering(other, async (address) => {
      await expect(scanBytes(address, of(EICAR))).rejects.toThrow(/no ClamAV/);
    });
  });

  it('and is not there gives no verdict', async () => {
    const address = { host: '127.0.0.1', port: await freePort(), timeout: TIMEOUT };
    await expect(scanBytes(address, of(EICAR))).rejects.toThrow(ScannerSilent);
    const socket = { path: '/nowhere/clamd.ctl', timeout: TIMEOUT };
    await expect(scanBytes(socket, of(EICAR))).rejects.toThrow(ScannerSilent);
  });
});
