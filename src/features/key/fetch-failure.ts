// Says in words why no keys came from an address.
import type { FetchUrlRefusal } from '../../core/keys/sources/fetch-url.ts'
import type { KeyFetchResult } from '../../platform/key-fetcher.ts'

/** A failed fetch as an error, because react-query requires failures to be thrown. */
export class FetchFailure extends Error {
  readonly result: Extract<KeyFetchResult, { ok: false }>

  constructor(result: Extract<KeyFetchResult, { ok: false }>) {
    super(result.reason)
    this.result = result
  }
}

/** One or two sentences. */
export function failureInWords({ result }: FetchFailure): string {
  switch (result.reason) {
    case 'bad-url':
      return refusalInWords(result.refusal)
    case 'http-status':
      return result.status === 404 ? 'It answered 404: there is nothing at this URL.' : `It answered with status ${result.status}.`
    case 'cors-or-network':
      return 'No answer that this page may read. Either the server does not allow pages from other origins (CORS), or it redirects, or it cannot be reached; the browser does not say which.'
    case 'not-json':
      return 'It answered, but not with a JSON object.'
    case 'too-large':
      return 'It answered with more than 1 MB, which no set of keys needs.'
    case 'timeout':
      return 'No complete answer within 10 seconds.'
    case 'no-fetcher':
      return 'The sealed frame that fetches keys did not start: you are offline, or the host of this page does not serve fetcher.html.'
    case 'aborted':
      return 'The request was canceled.'
  }
}

/** Why the page refuses to fetch from an address at all. */
export function refusalInWords(refusal: FetchUrlRefusal | 'query'): string {
  switch (refusal) {
    case 'not-a-url':
      return 'This isn’t a complete URL. It needs https, a host and a path.'
    case 'too-long':
      return 'This URL is longer than 2,000 characters.'
    case 'not-https':
      return 'Keys are fetched only over https, or over http from this machine. Over http, anyone in between could substitute other keys.'
    case 'user-info':
      return 'This URL contains a user name or password, which can also disguise the host.'
    case 'fragment':
      return 'This URL has a fragment (#), which servers never see.'
    case 'hidden-characters':
      return 'This URL contains whitespace or invisible characters.'
    case 'query':
      return 'An issuer can’t have a query (RFC 8414 section 2).'
  }
}
