// Splits long work into tasks, so that input in the meantime doesn't have to wait for its end.

/** Resolves in a new task, after those that are already waiting. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0))
}
