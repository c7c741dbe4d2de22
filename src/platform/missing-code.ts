// Code that is loaded when it is first needed may not arrive: no connection, or a host that has a newer version by now.

/** An error of import() that says so, in the words of Chromium, Firefox and WebKit. */
export function isMissingCode(error: unknown): boolean {
  return error instanceof TypeError && /dynamically imported module|importing a module script/i.test(error.message)
}
