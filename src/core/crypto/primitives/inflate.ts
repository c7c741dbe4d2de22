// Decompresses raw DEFLATE (RFC 1951) up to a limit, with the platform's own streams.
import { joinBytes } from '../../text/bytes.ts'

/** Compressed bytes given to the stream at a time. It works on each piece without a pause, and DEFLATE can turn one byte into a thousand. */
const PIECE = 1_024

/** Inflates; stops as soon as there are more than `most` bytes, so that a decompression bomb costs no more than that. */
export async function inflateRaw(bytes: Uint8Array<ArrayBuffer>, most: number): Promise<Uint8Array<ArrayBuffer> | 'damaged' | 'too-large'> {
  const reader = inPieces(bytes).pipeThrough(new DecompressionStream('deflate-raw')).getReader()
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      length += value.length
      if (length > most) {
        await reader.cancel()
        return 'too-large'
      }
      chunks.push(value)
    }
  } catch {
    return 'damaged'
  }
  return joinBytes(...chunks)
}

function inPieces(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0
  return new ReadableStream({
    pull(controller) {
      if (at < bytes.length) controller.enqueue(bytes.slice(at, (at += PIECE)))
      else controller.close()
    },
  })
}

/** Compresses to raw DEFLATE. */
export async function deflateRaw(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}
