/** Bytes of compressed files: none may be waited for that will not come. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { textBytes } from './bytes.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'observatoire-bytes-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** How the bytes of a .gz file that holds these are read. */
async function gz(bytes: Buffer) {
  const path = join(folder, 'a.csv.gz');
  await writeFile(path, bytes);
  const found = { truncated: false };
  const file = { name: 'a', path, bytes: bytes.length, format: 'csv', compression: 'gz' } as const;
  return { bytes: () => textBytes(file, found, () => {}), found };
}

async function text(bytes: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** Bytes that do not compress, so that the file is longer than what is read of it at once. */
const long = Array.from({ length: 200_000 }, (_, index) => `${Math.sin(index)}\n`).join('');

test('refuses what is no gzip, whenever that is found out', async () => {
  // The answer comes from another thread: once in about a thousand times it comes between two steps.
  const { bytes } = await gz(Buffer.from('event_id\n'));
  for (let time = 0; time < 3000; time += 1) {
    await expect(text(bytes())).rejects.toThrow('is not a valid .gz file.');
  }
}, 60_000);

test('refuses a file that is damaged in the middle', async () => {
  const whole = gzipSync(long);
  whole.fill(0xff, 500_000, 501_000);
  const { bytes } = await gz(whole);
  await expect(text(bytes())).rejects.toThrow('is not a valid .gz file.');
});

test('gives what it has of a file that is cut, and says so', async () => {
  const whole = gzipSync(long);
  const { bytes, found } = await gz(whole.subarray(0, 500_000));
  const read = await text(bytes());
  expect(long.startsWith(read)).toBe(true);
  expect(read.length).toBeGreaterThan(long.length / 4);
  expect(found.truncated).toBe(true);
});

test('lets a reader go that has seen enough', async () => {
  const { bytes, found } = await gz(gzipSync(long));
  let read = 0;
  for await (const chunk of bytes()) {
    read = chunk.length;
    break;
  }
  expect(read).toBeGreaterThan(0);
  expect(found.truncated).toBe(false);
});
