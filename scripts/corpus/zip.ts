import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  name: string;
  bytes?: Buffer | string;
  /** What the directory claims, where that differs from the bytes. */
  claimedSize?: number;
  /** What the directory claims, where that differs from the checksum of the bytes. */
  claimedCrc?: number;
  /** What stands before the bytes themselves, where the directory says another name. */
  localName?: string;
  flags?: number;
  /** Compression method; 8 is what all office programs write. */
  method?: number;
  stored?: boolean;
  /** Present, but not in the directory. */
  unlisted?: boolean;
  /** The directory points at the bytes of the part before. */
  overlaps?: boolean;
}

interface Packed {
  header: Buffer;
  entry: Buffer;
  offsetAt: number;
}

function pack(part: ZipPart): Packed {
  const { name, bytes = '', flags = 0, stored = false } = part;
  const raw = Buffer.from(bytes);
  const packed = stored ? raw : deflateRawSync(raw);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(flags, 2);
  common.writeUInt16LE(part.method ?? (stored ? 0 : 8), 4);
  common.writeUInt16LE(0x21, 8); // the first of January 1980, a date all programs can show
  common.writeUInt32LE(part.claimedCrc ?? crc32(raw), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(part.claimedSize ?? raw.length, 18);
  const withName = (fileName: string): [Buffer, Buffer] => {
    const encoded = Buffer.from(fileName);
    const fields = Buffer.from(common);
    fields.writeUInt16LE(encoded.length, 22);
    return [fields, encoded];
  };
  const [local, localName] = withName(part.localName ?? name);
  const [central, centralName] = withName(name);
  const before = Buffer.from('PK\x01\x02\x14\x00', 'latin1');
  return {
    header: Buffer.concat([Buffer.from('PK\x03\x04'), local, localName, packed]),
    entry: Buffer.concat([before, central, Buffer.alloc(14), centralName]),
    offsetAt: before.length + central.length + 10,
  };
}

/** A ZIP archive as it is wanted, wrong ones too. */
export function makeZip(parts: readonly ZipPart[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  let previous = 0;
  for (const part of parts) {
    const { header, entry, offsetAt } = pack(part);
    const overlaps = part.overlaps === true;
    entry.writeUInt32LE(overlaps ? previous : offset, offsetAt);
    if (part.unlisted !== true) central.push(entry);
    if (overlaps) continue;
    local.push(header);
    previous = offset;
    offset += header.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(central.length, 8);
  end.writeUInt16LE(central.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}
