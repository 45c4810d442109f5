// Tells a person whose browser cannot start the page what to do instead. Old browsers must be able to
// read this file, so it is written in the language of 2009 and loaded as a plain script.
(function () {
  var patience = 20000;
  var framed = window.top !== window.self;

  function show(failed) {
    var note = document.getElementById('boot-failed');
    if (note) note.hidden = !failed;
  }

  function afterParsing(work) {
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', work);
    else work();
  }

  function fail() {
    afterParsing(function () { show(true); });
  }

  // Inside another page this one does not run, since that page could lead taps astray; start.js heeds the same. Hosts that
  // send the policy as a header need none of this.
  if (framed) {
    afterParsing(function () {
      var note = document.getElementById('boot-framed');
      if (note) note.hidden = false;
    });
    return;
  }

  var timer = setTimeout(fail, patience);

  function start() {
    clearTimeout(timer);
    show(false);
  }

  // This file may come after the app has started or failed: start.js leaves the outcome on the root as well.
  var outcome = document.documentElement.getAttribute('data-app');
  if (outcome === 'started') start();
  if (outcome === 'failed') fail();
  document.addEventListener('doudi-started', start);
  document.addEventListener('doudi-failed', fail);
  // A script or module that does not arrive at all.
  window.addEventListener('error', function (event) {
    if (event.target && event.target.nodeName === 'SCRIPT') fail();
  }, true);
  if (!('noModule' in document.createElement('script')) || typeof WebAssembly === 'undefined') fail();
})();
