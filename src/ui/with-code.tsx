// A sentence with names in it: what stands between backticks is set as code, and each name, code or quoted, keeps its direction to itself.

/** A lone backtick or quotation mark stays one. */
export function WithCode({ text }: { readonly text: string }) {
  return text.split(/(`[^`]*`|“[^“”]*”)/).map((piece, i) => {
    if (i % 2 === 0) return piece
    return piece.startsWith('`') ? (
      <code key={i}>
        <bdi>{piece.slice(1, -1)}</bdi>
      </code>
    ) : (
      <bdi key={i}>{piece}</bdi>
    )
  })
}
