// Key pairs whose private half is public: examples of specifications and of jwt.io, by their thumbprint (RFC 7638).
import type { Jwk } from '../../../keys/key-material.ts'
import { keyThumbprint } from '../../../keys/thumbprint.ts'

/** `thumbprint | where`, SHA-256 in base64url. */
const ROWS = `
j8vTW8NtnG7ekyftpHGNIY7RmgVtYsSRco16peXPG8M | jwt.io's examples
UR2fs_YS37is5w-fhMGH2Mgi0e6voirdqmEmhOO2UWo | jwt.io's examples
BmZIAYyZOEbILuYOZjmIIINSqofJhIlCx8giSE3IF0s | jwt.io's examples
2cSVGwKE5DyloEJku2a2pG4G6rdznu8puJ4CQ1ErYFM | jwt.io's examples
bR_UkrAniReSrnf-nwjAPloJtDCwjBtyvYUQdFQ6A7M | jwt.io's examples
6I_bT7E9ow-7T0s3jwDFjaMVMRDJoVDNg2wTqVq1npY | jwt.io's examples
vRODIUJRHIvY5t82fzBWHFBLAs7tCg63OotFYiDvz5k | jwt.io's examples
fLE2JPRzBQ4mCwnR2S4BgeB4y0LsyAawL4JUCv7gZNM | jwt.io's examples
fDwkCFle-nAFkusiSpwpmt1626GQckt0P__vSXhprpw | jwt.io's examples
Vz-D13FcQqoC_feqOl6kT5HJOxFdXDYiUh7pot-Zm_M | jwt.io's examples
imzaJ8oo4nvQPyfxdCviNGO58idIMCNqB-fuHXCV9f8 | jwt.io's examples
JlEZy2kQxdkX3EAEzhjBxVgQ8MMQiGnTN9QGiDx4_30 | jwt.io's examples
hmzqm6n32R-HyCrMEDncGKJ8cDi4MAVtuH3Yp060TfY | jwt.io's examples
oGDmHqCJ7yzMkWEkrlZVHkvrHIyQwtlDmeq5ForUHeY | jwt.io's examples
19J8y7Zprt2-QKLjF2I5pVk0OELX6cY2AfaAv1LC_w8 | jwt.io's examples
iTqXXI0zbAnJCKDaobfhkM1f-6rMSpTfyZMRp_2tKI8 | jwt.io's examples
xZDfZpry4P9vZPZyG2fNBRj-7Lz5omVdm7tHoCgSNfY | jwt.io's examples
QBeWNRsYJ8Gd0ovgTO17OrzkRbfxu_hA8blamxD_Lf8 | jwt.io's examples
IsUn6_e04MaShXFIISMp4kG62LWzMIPy_MvSA5pJgX8 | RFC 7515 appendix A
oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U | RFC 7515 appendix A
u5YUSjQ2-2chBi51NSk3t3g7IM4o2KYcnPqPtCNGd3U | RFC 7515 appendix A
xtIsOV1FqKH77AI_A3jdTg5QfdabzqI-LNpYTPi0IgI | RFC 7516 appendix A
_K0fXS8wlsT7Tn3vvZrs9qdKUIqi5AxQ5EVk41xi_BM | RFC 7516 appendix A
cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s | RFC 7517 appendix A
NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs | RFC 7517 appendix A
DdsFv-2-wgcPoDcyS6OXOWVh00JdbWkkVXDCYdxJ3uM | RFC 7517 appendix B
h_jutvC-jg3Nwueq8LmdSybXykVsBwk4_5u5Y9JiS7E | RFC 7520
Rt-IyDEhXohvTl_ozKQ9YGflXGuDb3uu3QmqN2LoMwM | RFC 7520
YlKlB7M2wnS0cPn_V7OW-FuDLuWdJ9z4OvPHmhGDfeE | RFC 7520
kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k | RFC 8037 appendix A
9jg46WB3rR_AHD-EBXdN7cBkH1WOu0tA3M9fm21mqTI | RFC 7520
dHri3SADZkrush5HU_50AoRhcKFryN-PI6jPBtPL55M | RFC 7520
8izOqBCj1XBwWw0-iTcMv27pUKWwFvNmw-kutyfzf-g | RFC 7520
`

const published: ReadonlyMap<string, string> = new Map(
  ROWS.trim()
    .split('\n')
    .map((row) => row.split(' | ') as [string, string]),
)

/** Where a key's private half is printed, or undefined. */
export function whereKeyIsPublished(jwk: Jwk): string | undefined {
  const print = jwk.kty === 'oct' ? undefined : keyThumbprint(jwk)
  return print === undefined ? undefined : published.get(print)
}
