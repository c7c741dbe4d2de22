// What runs before the app's code has arrived. A placeholder: the inline decoder comes here.
import { tellOldBrowser } from './platform/old-browser.ts'

tellOldBrowser()
