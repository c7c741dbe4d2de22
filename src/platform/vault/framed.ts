// The kept copy always runs in a frame, its shell's. Whether the shell itself is framed is for the shell to see.

export function refuseFrame(): boolean {
  return false
}
