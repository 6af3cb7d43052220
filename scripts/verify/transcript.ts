import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** An answer as curl told it. */
export interface Told {
  status: number;
  /** The last of each name, names in lower case. */
  headers: Map<string, string>;
  body: string;
}

export interface Shown {
  /** Headers to print; the others are left out. */
  headers?: readonly string[];
  /** What of the body is printed, line by line; nothing where it is left out. */
  body?: (body: string) => string;
}

const execute = promisify(execFile);

async function run(program: string, args: readonly string[], folder: string): Promise<string> {
  const options = { cwd: folder, encoding: 'latin1', maxBuffer: 64 * 1024 * 1024 } as const;
  return (await execute(program, args, options)).stdout;
}

function parse(output: string): Told {
  const end = output.indexOf('\r\n\r\n');
  const [first = '', ...lines] = output.slice(0, end).split('\r\n');
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return {
    status: Number(first.split(' ')[1]),
    headers: new Map(headers),
    body: output.slice(end + 4),
  };
}

/** As one types it in a shell: variables work between double quotes only. */
function quoted(argument: string): string {
  if (/^[\w./:=@-]+$/.test(argument)) return argument;
  return argument.includes('$')
    ? `"${argument.replaceAll(/["\\]/g, '\\$&')}"`
    : `'${argument.replaceAll("'", "'\\''")}'`;
}

/** Runs programs and prints each as it would be typed, with what it answered. */
export class Transcript {
  /** @param shortened printed instead of what is long and differs each time, such as a token */
  constructor(
    private readonly folder: string,
    private readonly shortened: ReadonlyMap<string, string>,
  ) {}

  private short(text: string): string {
    return [...this.shortened].reduce((all, [long, name]) => all.replaceAll(long, name), text);
  }

  say(text: string): void {
    console.log(`\n# ${text}`);
  }

  /** `curl -i` with these arguments. */
  async curl(args: readonly string[], { headers = [], body }: Shown = {}): Promise<Told> {
    const told = parse(await run('curl', ['-s', '-i', ...args], this.folder));
    console.log(`$ curl -si ${args.map((argument) => quoted(this.short(argument))).join(' ')}`);
    console.log(`HTTP/1.1 ${String(told.status)}`);
    for (const name of headers) {
      const value = told.headers.get(name.toLowerCase());
      if (value !== undefined) console.log(this.short(`${name}: ${value}`));
    }
    if (body !== undefined) console.log(this.short(body(told.body)));
    return told;
  }

  /** Any other program; what it prints is printed. */
  async command(program: string, ...args: string[]): Promise<string> {
    const output = (await run(program, args, this.folder)).trim();
    const typed = [program, ...args].map((argument) => quoted(this.short(argument)));
    console.log(`$ ${typed.join(' ')}`);
    if (output !== '') console.log(this.short(output));
    return output;
  }
}
