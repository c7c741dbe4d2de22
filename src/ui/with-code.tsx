// A sentence in which names stand between backticks, with the names set as code. A lone backtick stays one.

export function WithCode({ text }: { readonly text: string }) {
  return text.split(/`([^`]*)`/).map((piece, i) => (i % 2 === 1 ? <code key={i}>{piece}</code> : piece))
}
