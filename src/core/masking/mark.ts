// What stands where something was masked.

/** ASCII, so that an unencoded payload may hold it (RFC 7797 section 5.2), and too short to be a masked value itself. */
export const MARK = '***'
