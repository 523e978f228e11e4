require('../support/suites').together('web');
