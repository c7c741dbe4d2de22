// Cuts long work into tasks, so that what the user does in the meantime does not wait for the end of it.

/** Resolves in a task of its own, behind those that wait already. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0))
}
