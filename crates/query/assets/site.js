// What scripts add to the pages. Everything works without them.
"use strict";
