// Fetches keys through the sealed frame of fetcher.html, only on a click. This page has no network access, and the frame never sees a token.
import { checkFetchUrl, type FetchUrlRefusal } from '../core/keys/sources/fetch-url.ts'

export type KeyFetchResult =
  | {
      readonly ok: true
      /**
       * A JSON object reduced to whichever of `issuer`, `jwks_uri` and `keys` it had; or, for PEM certificates, `certificates`, each as PEM
       * text. The values are unchecked.
       */
      readonly json: string
      /** Size of the entire response in bytes. */
      readonly bytes: number
    }
  | { readonly ok: false; readonly reason: 'bad-url'; readonly refusal: FetchUrlRefusal }
  | { readonly ok: false; readonly reason: 'http-status'; readonly status: number }
  | {
      readonly ok: false
      readonly reason:
        /** The response does not allow every origin (Access-Control-Allow-Origin), a redirect, an unknown host or no connection; the browser doesn't say which. */
        | 'cors-or-network'
        /** Neither a JSON object in UTF-8 nor PEM certificates. */
        | 'not-json'
        /** Over 1 MB. */
        | 'too-large'
        /** No complete response within 10 s. */
        | 'timeout'
        /** The frame itself did not start: offline, or the host does not serve fetcher.html. */
        | 'no-fetcher'
        /** `signal` was aborted. */
        | 'aborted'
    }

/** Whether there is a sealed frame to fetch through. */
export const canFetchKeys: boolean = true

// The frame's own limit is 10 s; these end the wait for a frame that doesn't respond at all.
const STARTED_WITHIN = 5_000
const ANSWERED_WITHIN = 12_000

/**
 * Fetches a JWK Set or an issuer's metadata from `url` once, without credentials, referrer, redirects or cache. Call it on a click, after
 * the entire URL was shown. Never rejects. The frame exists only while it waits for the response.
 */
export async function fetchKeys(url: string, signal?: AbortSignal): Promise<KeyFetchResult> {
  const check = checkFetchUrl(url)
  if (!check.ok) return { ok: false, reason: 'bad-url', refusal: check.reason }
  if (signal?.aborted) return { ok: false, reason: 'aborted' }
  const frame = document.createElement('iframe')
  frame.setAttribute('sandbox', 'allow-scripts')
  frame.setAttribute('referrerpolicy', 'no-referrer')
  frame.hidden = true
  frame.title = 'Key fetcher'
  frame.src = new URL('fetcher.html', document.baseURI).href
  const { port1: ours, port2: theirs } = new MessageChannel()
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    return await new Promise<KeyFetchResult>((done) => {
      timer = setTimeout(() => done({ ok: false, reason: 'no-fetcher' }), STARTED_WITHIN)
      signal?.addEventListener('abort', () => done({ ok: false, reason: 'aborted' }), { once: true })
      ours.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        clearTimeout(timer)
        if (data === 'asking') timer = setTimeout(() => done({ ok: false, reason: 'timeout' }), ANSWERED_WITHIN)
        else done(readAnswer(data))
      })
      ours.start()
      // The frame's origin is opaque, so the message can't be addressed to it; it contains only the URL.
      frame.addEventListener('load', () => frame.contentWindow?.postMessage(check.url, '*', [theirs]), { once: true })
      document.body.append(frame)
    })
  } finally {
    clearTimeout(timer)
    ours.close()
    frame.remove()
  }
}

// The frame is our own file, but what it read isn't, so only the expected shapes are accepted.
function readAnswer(data: unknown): KeyFetchResult {
  const answer = (typeof data === 'object' && data !== null ? data : {}) as Record<string, unknown>
  if (answer.ok === true && typeof answer.json === 'string' && typeof answer.bytes === 'number') {
    return { ok: true, json: answer.json, bytes: answer.bytes }
  }
  switch (answer.reason) {
    case 'http-status':
      return { ok: false, reason: 'http-status', status: Number(answer.status) }
    case 'not-json':
    case 'too-large':
    case 'timeout':
      return { ok: false, reason: answer.reason }
    default:
      return { ok: false, reason: 'cors-or-network' }
  }
}
