// The mark that replaces masked values.

/** ASCII, so that an unencoded payload may contain it (RFC 7797 section 5.2), and too short to be a masked value itself. */
export const MARK = '***'
