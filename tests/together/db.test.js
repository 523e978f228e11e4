require('../support/suites').together('db');
