// Shown by browsers without module scripts, which would see a page that never answers. Written in the JavaScript of 2009.
document.addEventListener('DOMContentLoaded', function () {
  var sentence = document.getElementById('old-browser')
  if (sentence) sentence.removeAttribute('hidden')
})
