/** Bytes by key, the least recently used dropped first once they take more than `bytes_max`. */
export interface ByteCache {
  get(key: string): Buffer | undefined;
  set(key: string, bytes: Buffer): void;
}

export function byteCache(bytes_max: number): ByteCache {
  // A Map keeps the order in which keys were set: the first is the least recently used.
  const entries = new Map<string, Buffer>();
  let size_bytes = 0;

  function drop(key: string): Buffer | undefined {
    const bytes = entries.get(key);
    if (bytes && entries.delete(key)) size_bytes -= bytes.length;
    return bytes;
  }

  return {
    get(key) {
      const bytes = drop(key);
      if (bytes) this.set(key, bytes);
      return bytes;
    },
    set(key, bytes) {
      drop(key);
      entries.set(key, bytes);
      size_bytes += bytes.length;
      for (const oldest of entries.keys()) {
        if (size_bytes <= bytes_max) return;
        drop(oldest);
      }
    },
  };
}
