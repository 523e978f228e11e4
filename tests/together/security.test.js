require('../support/suites').together('security');
