'use strict';

// Strapi loads a local plugin from its source folder; the compiled server half lies in the app's dist.
const path = require('node:path');

module.exports = require(path.join(strapi.dirs.dist.root, 'src/plugins/review/server/src')).default;
