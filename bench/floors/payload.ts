// Decodes and indents the payload of a token, which is all that both floors do.
export function payloadOf(token: string): string {
  try {
    const segment = (token.trim().split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/')
    const native = Uint8Array as unknown as { fromBase64?(text: string): Uint8Array }
    const bytes = native.fromBase64 ? native.fromBase64(segment) : Uint8Array.from(atob(segment), (c) => c.charCodeAt(0))
    return JSON.stringify(JSON.parse(new TextDecoder().decode(bytes)), null, 2)
  } catch {
    return ''
  }
}
