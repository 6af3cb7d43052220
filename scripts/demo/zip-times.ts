const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const END_LENGTH = 22;

function dosTime(date: Date): { time: number; day: number } {
  return {
    time: (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1),
    day:
      ((date.getUTCFullYear() - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate(),
  };
}

/**
 * The docx package stamps each zip entry with the time of day; without this the same text would
 * give other bytes, so another checksum, on every run.
 */
export function withZipTimes(zip: Buffer, date: Date): Buffer {
  const bytes = Buffer.from(zip);
  const end = bytes.length - END_LENGTH;
  if (bytes.readUInt32LE(end) !== END_OF_DIRECTORY) throw new Error('zip: no end of directory');
  const { time, day } = dosTime(date);
  let entry = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (bytes.readUInt32LE(entry) !== DIRECTORY_ENTRY) throw new Error('zip: no directory entry');
    const local = bytes.readUInt32LE(entry + 42);
    bytes.writeUInt16LE(time, entry + 12);
    bytes.writeUInt16LE(day, entry + 14);
    bytes.writeUInt16LE(time, local + 10);
    bytes.writeUInt16LE(day, local + 12);
    entry +=
      46 +
      bytes.readUInt16LE(entry + 28) +
      bytes.readUInt16LE(entry + 30) +
      bytes.readUInt16LE(entry + 32);
  }
  return bytes;
}
