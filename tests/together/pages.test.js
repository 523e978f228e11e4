require('../support/suites').together('pages');
