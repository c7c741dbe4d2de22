// The part of a browser's cookie jar that the lessons need: paths, Max-Age=0 and HttpOnly (RFC 6265).

interface Cookie {
  readonly name: string
  readonly value: string
  readonly path: string
  readonly httpOnly: boolean
  readonly line: string
}

export class CookieJar {
  readonly #cookies = new Map<string, Cookie>()

  /** Stores the cookies from Set-Cookie field values. */
  keep(lines: readonly string[]): void {
    for (const line of lines) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim())
      const at = pair.indexOf('=')
      const name = pair.slice(0, Math.max(0, at))
      const attribute = (wanted: string) => attributes.find((each) => each.toLowerCase().startsWith(wanted))
      const path = attribute('path=')?.slice(5) ?? '/'
      if (attribute('max-age=') === 'Max-Age=0') this.#cookies.delete(name)
      else if (name) this.#cookies.set(name, { name, value: pair.slice(at + 1), path, httpOnly: attribute('httponly') !== undefined, line })
    }
  }

  /** The Cookie field value for a request to this path; undefined if nothing is sent. */
  for(path: string): string | undefined {
    const sent = [...this.#cookies.values()].filter(
      (cookie) => cookie.path === '/' || path === cookie.path || path.startsWith(`${cookie.path}/`),
    )
    return sent.length > 0 ? sent.map(({ name, value }) => `${name}=${value}`).join('; ') : undefined
  }

  /** What a script reads from `document.cookie`: nothing that is HttpOnly. */
  get script(): string {
    return [...this.#cookies.values()]
      .filter((cookie) => !cookie.httpOnly)
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ')
  }

  /** The stored cookies, as the server set them. */
  get lines(): readonly string[] {
    return [...this.#cookies.values()].map((cookie) => cookie.line)
  }
}
