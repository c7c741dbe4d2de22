// Words sizes.

/** "812 bytes", "6.1 kB", "1.3 MB"; a kilobyte is 1,000 bytes. */
export function plainSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}
