// Mounts the page. A placeholder until the app is composed.
import './styles/fonts.css'

const root = document.getElementById('root')
const main = document.createElement('main')
main.setAttribute('aria-busy', 'false')
root?.append(main)
