// Renders a sentence: text between backticks becomes code, and the direction of each code or quoted name is isolated.

/** A single backtick or quotation mark stays as it is. */
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
