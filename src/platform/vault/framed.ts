// Never refuses, since the kept copy always runs in its shell's frame. The shell checks whether it is framed itself.

export function refuseFrame(): boolean {
  return false
}
